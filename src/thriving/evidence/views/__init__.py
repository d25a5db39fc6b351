"""The pages of evidence: records behind numbers, measures, series, imports, stated values, downloads."""
