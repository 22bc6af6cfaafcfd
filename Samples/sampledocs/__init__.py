"""Makes the documents of the sample campaign: invented facts, the same bytes on every run."""
