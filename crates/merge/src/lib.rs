//! Merge folds records into incidents: which tellings are of one happening, and what they say of it together.
