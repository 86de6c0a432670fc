"""The addresses of other sites: which the records name, what a weekly look finds there, and what the ledger keeps.

``named`` says which there are, ``lychee`` looks at them, ``ledger`` writes down what was found. When an address is
dead, and why a single failure says nothing, is told in ``ledger``. Nothing here is part of a build: a build only reads
the ledger, with the rest of the corpus.
"""
