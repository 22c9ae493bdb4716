"""Alerts: what causes them, how they follow their causes, and what became of them.

Causes are read into one table and then compared with the alerts: all by SQL, for all
customers of a company at once. Who is spoken to, and in which words, is none of it.
"""
