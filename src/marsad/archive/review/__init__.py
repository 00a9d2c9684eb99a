"""The human layer: what people decided of the records, kept beside what the machine coded, and both read together."""
