"""Segments: who belongs to them and what they bring."""
