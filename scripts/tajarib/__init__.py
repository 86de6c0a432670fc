"""The library of Gulf e-government experience: from case files to a bilingual site.

Data flows one way: files are read (``reader``), checked (``rules``), gathered into an immutable
``catalogue``, and everything that is published reads only that. ``site`` alone knows MkDocs.
"""
