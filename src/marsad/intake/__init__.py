"""Intake: from files as people have them to reports."""

from marsad.intake.plain import Unread, Unreadable, read_reports

__all__ = ["Unread", "Unreadable", "read_reports"]
