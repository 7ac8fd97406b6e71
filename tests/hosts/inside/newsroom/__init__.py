"""An application of a site whose pages are shown by a front end somewhere else."""
