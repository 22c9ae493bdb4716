"""Set-up, demo and tests of this repository, with the standard library only.

One module per concern; `__main__` is the list of commands.
"""
