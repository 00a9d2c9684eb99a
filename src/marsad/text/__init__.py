"""The text station: a report's words made ready for reading."""
