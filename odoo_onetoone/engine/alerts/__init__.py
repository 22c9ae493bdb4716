"""Alerts: when a customer needs a human, until when, and how fast one came.

The inventory id stands beside each rule. Those marked *source* are stated by a source;
all others are proposals of this project.
"""
