"""The performance harness of `make bench`: our build beside stock MkDocs and Hugo, on the same cases, in one run.

It is no part of the library: it calls the commands that a maintainer calls, and looks at what they take and give.
"""
