"""The sample company and the hand-worked oracles (not part of any addon)."""
