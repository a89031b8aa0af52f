//! A column is numbers of one kind, packed: count, length in bytes, and the numbers; or the differences between them.
//! Reading takes no more memory than the bytes that are there give reason for.

use crate::shape::{put, take};

pub(super) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn bytes(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(|_| std::io::Error::other("a column is longer than 4 GB"))?;
        self.0.extend(length.to_le_bytes());
        self.0.extend(bytes);
        Ok(())
    }

    pub fn column(&mut self, values: impl IntoIterator<Item = i64>) -> std::io::Result<()> {
        let (mut count, mut packed) = (0u32, Vec::new());
        for value in values {
            count += 1;
            put(&mut packed, value);
        }
        self.0.extend(count.to_le_bytes());
        self.bytes(&packed)
    }

    /// A column of differences, each to the value before.
    pub fn steps(&mut self, values: impl Iterator<Item = i64>) -> std::io::Result<()> {
        let mut last = 0;
        self.column(values.map(|v| v - std::mem::replace(&mut last, v)))
    }

    pub fn called(&mut self, first: &str, second: &str, names: &[(String, String)]) -> std::io::Result<()> {
        put(&mut self.0, names.len() as i64);
        for text in [first, second].into_iter().chain(names.iter().flat_map(|(k, v)| [k.as_str(), v.as_str()])) {
            put(&mut self.0, text.len() as i64);
            self.0.extend(text.as_bytes());
        }
        Ok(())
    }
}

/// Two texts, and names with their language.
pub(super) type Called = (String, String, Vec<(String, String)>);

pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn cut(&mut self, length: usize) -> Option<&'a [u8]> {
        let (front, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(front)
    }

    fn word(&mut self) -> Option<usize> {
        self.cut(4)?.try_into().ok().map(|b| u32::from_le_bytes(b) as usize)
    }

    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.word()?;
        self.cut(length)
    }

    /// No column has more values than bytes.
    pub fn column(&mut self) -> Option<Vec<i64>> {
        let count = self.word()?;
        let mut packed = self.bytes()?;
        if count > packed.len() {
            return None;
        }
        let values: Option<Vec<i64>> = (0..count).map(|_| take(&mut packed)).collect();
        values.filter(|_| packed.is_empty())
    }

    pub fn steps(&mut self) -> Option<Vec<i64>> {
        let mut sum = 0i64;
        let mut values = self.column()?;
        for v in &mut values {
            sum = sum.checked_add(*v)?;
            *v = sum;
        }
        Some(values)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(take(&mut self.0)?).ok()?;
        String::from_utf8(self.cut(length)?.to_vec()).ok()
    }

    pub fn called(&mut self) -> Option<Called> {
        let names = usize::try_from(take(&mut self.0)?).ok().filter(|&n| n <= self.0.len())?;
        let (first, second) = (self.text()?, self.text()?);
        let names: Option<Vec<_>> = (0..names).map(|_| Some((self.text()?, self.text()?))).collect();
        Some((first, second, names?))
    }
}
