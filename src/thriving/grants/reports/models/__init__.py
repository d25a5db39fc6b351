"""A report, what was spent with its receipts, what was reached, and who asked to do without it."""

from thriving.grants.reports.models.report import Kind, Report, ReportState, Result, Waiver
from thriving.grants.reports.models.spending import Receipt, Spending

__all__ = ["Kind", "Receipt", "Report", "ReportState", "Result", "Spending", "Waiver"]
