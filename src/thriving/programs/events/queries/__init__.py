"""Events as their reader may see them."""
