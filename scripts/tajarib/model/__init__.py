"""What the corpus may contain: the record of a case, the taxonomy, the country files, the glossary.

These Pydantic models are the only definition. The validator, the published JSON Schema, the form for
contributors and the reference page are made from them.
"""
