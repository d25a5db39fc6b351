"""A page of records and its twins: one declaration yields the page, its JSON, its CSV and its explanation."""

from thriving.ui.twins.openapi import openapi
from thriving.ui.twins.records import Column, Form, Kind, Parameter, Records, Row
from thriving.ui.twins.schema import json_schema

__all__ = ["Column", "Form", "Kind", "Parameter", "Records", "Row", "json_schema", "openapi"]
