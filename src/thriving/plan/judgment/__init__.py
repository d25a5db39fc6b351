"""The public rule, without any record: from numbers and days to a status, a forecast, a reason in words."""
