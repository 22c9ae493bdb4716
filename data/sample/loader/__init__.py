"""The loader of the sample company: one module per concern."""
