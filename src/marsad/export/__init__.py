"""Export: coded reports in the forms that others read. `table` for a terminal, `jsonl` for programs, `page` for a browser."""
