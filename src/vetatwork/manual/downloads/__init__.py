"""Templates as files: what a template page holds, filled in and turned into DOCX, XLSX or PDF. Nothing is stored."""
