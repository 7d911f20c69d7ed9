"""Reports on paper: ReportLab lives here and nowhere else."""
