//! Exchange writes incidents in the forms that others read: one file a form.
