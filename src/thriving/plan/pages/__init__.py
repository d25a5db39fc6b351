"""What the plan's pages say: phrases, rows of tables and twins, comparisons, lists of work, wikitext."""
