"""Marks: SQL that selects the customers, leads or facts a ready list shows.

Each function returns a SELECT of the keys of what is marked, for all companies at once
and as of the date of each company's last refresh.
"""
