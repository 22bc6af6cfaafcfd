"""A second implementation of the Fengni format, written from Schemas/SPEC.md alone.

Read it in this order: suites, der, envelope, zip_profile, signed, ijson, campaign, check, seal.
It keeps whole bundles in memory and is slow on purpose: it is there to be compared with.
"""
