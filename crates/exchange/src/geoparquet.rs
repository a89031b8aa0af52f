//! GeoParquet 1.1: the flat columns, and the geometry as WKB, for those who analyse many incidents at once.
//!
//! Columns that may be empty are optional; text is UTF-8, a day is a DATE, a whole number is INT64. Snappy, one row group, no clock: the
//! same holdings give the same bytes.

use crate::case::{self, Case};
use crate::flat;
use crate::location::{Geometry, Point};
use crate::rows::{Cell, Shape};
use crate::{ExchangeError, Form, Holdings};
use jiff::civil::{Date, date};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use serde_json::json;
use std::io::Write;
use std::sync::Arc;

/// Well-known binary, little-endian: 1 a point, 2 a line.
fn wkb(geometry: &Geometry) -> Vec<u8> {
    let mut out = vec![1u8];
    let put = |p: &Point| {
        let mut bytes = p.lon.to_le_bytes().to_vec();
        bytes.extend(p.lat.to_le_bytes());
        bytes
    };
    match geometry {
        Geometry::Point(p) => {
            out.extend(1u32.to_le_bytes());
            out.extend(put(p));
        }
        Geometry::Line(a, b) => {
            out.extend(2u32.to_le_bytes());
            out.extend(2u32.to_le_bytes());
            out.extend(put(a));
            out.extend(put(b));
        }
    }
    out
}

/// The `geo` key of the file. The default CRS is OGC:CRS84, which is what we have: WGS 84, longitude first.
fn geo(cases: &[Case]) -> String {
    let mut types: Vec<&str> = Vec::new();
    let mut bbox: Option<[f64; 4]> = None;
    for geometry in cases.iter().filter_map(|c| c.location.geometry.as_ref()) {
        let (name, points) = match geometry {
            Geometry::Point(p) => ("Point", vec![*p]),
            Geometry::Line(a, b) => ("LineString", vec![*a, *b]),
        };
        if !types.contains(&name) {
            types.push(name);
        }
        for p in points {
            let b = bbox.get_or_insert([p.lon, p.lat, p.lon, p.lat]);
            *b = [b[0].min(p.lon), b[1].min(p.lat), b[2].max(p.lon), b[3].max(p.lat)];
        }
    }
    types.sort_unstable();
    let mut geometry = json!({ "encoding": "WKB", "geometry_types": types });
    if let Some(bbox) = bbox {
        geometry["bbox"] = json!(bbox);
    }
    json!({ "version": "1.1.0", "primary_column": "geometry", "columns": { "geometry": geometry } }).to_string()
}

fn field(name: &str, shape: Shape) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match shape {
        Shape::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Shape::Whole => (Physical::INT64, None),
        Shape::Real => (Physical::DOUBLE, None),
        Shape::Flag => (Physical::BOOLEAN, None),
        Shape::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical);
    Ok(Arc::new(field.build()?))
}

fn schema() -> Result<Arc<Type>, ParquetError> {
    let mut fields = flat::COLUMNS.iter().map(|c| field(c.name, c.shape)).collect::<Result<Vec<_>, _>>()?;
    let geometry = Type::primitive_type_builder("geometry", Physical::BYTE_ARRAY).with_repetition(Repetition::OPTIONAL).build()?;
    fields.push(Arc::new(geometry));
    Ok(Arc::new(Type::group_type_builder("incidents").with_fields(fields).build()?))
}

/// Writes the next column; `None` is null.
fn put<T: DataType>(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, cells: Vec<Option<T::T>>) -> Result<(), ParquetError> {
    let levels: Vec<i16> = cells.iter().map(|c| i16::from(c.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("there are more columns than the schema has".to_owned()));
    };
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}

const EPOCH: Date = date(1970, 1, 1);

fn write_column(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, shape: Shape, cells: Vec<Cell>) -> Result<(), ParquetError> {
    fn each<T>(cells: Vec<Cell>, value: impl Fn(Cell) -> Option<T>) -> Vec<Option<T>> {
        cells.into_iter().map(value).collect()
    }
    match shape {
        Shape::Text => put::<ByteArrayType>(
            group,
            each(cells, |c| match c {
                Cell::Text(t) => Some(ByteArray::from(t.into_bytes())),
                _ => None,
            }),
        ),
        Shape::Whole => put::<Int64Type>(
            group,
            each(cells, |c| match c {
                Cell::Whole(n) => i64::try_from(n).ok(),
                _ => None,
            }),
        ),
        Shape::Real => put::<DoubleType>(
            group,
            each(cells, |c| match c {
                Cell::Real(x) => Some(x),
                _ => None,
            }),
        ),
        Shape::Flag => put::<BoolType>(
            group,
            each(cells, |c| match c {
                Cell::Flag(b) => Some(b),
                _ => None,
            }),
        ),
        Shape::Day => put::<Int32Type>(
            group,
            each(cells, |c| match c {
                Cell::Day(d) => d.since(EPOCH).ok().map(|s| s.get_days()),
                _ => None,
            }),
        ),
    }
}

fn build(holdings: &Holdings) -> Result<Vec<u8>, ParquetError> {
    let reports = case::by_key(holdings.readings);
    let cases: Vec<Case> = holdings.incidents.iter().map(|i| Case::of(i, &reports)).collect();
    let made = &holdings.made;
    let entry = |key: &str, value: &str| KeyValue::new(key.to_owned(), crate::neutral::text(value));
    let mut keys = vec![entry("geo", &geo(&cases)), entry("accalmie:made_at", made.at), entry("accalmie:profile", made.profile)];
    keys.push(entry("accalmie:knowledge", made.knowledge));
    keys.extend(made.head.map(|h| entry("accalmie:ledger_head", h)));
    let properties = WriterProperties::builder()
        .set_created_by(format!("accalmie {}", crate::neutral::text(made.version)))
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(keys))
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema()?, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for column in &flat::COLUMNS {
        write_column(&mut group, column.shape, cases.iter().map(column.cell).collect())?;
    }
    let shapes = cases.iter().map(|c| c.location.geometry.as_ref().map(|g| ByteArray::from(wkb(g)))).collect();
    put::<ByteArrayType>(&mut group, shapes)?;
    group.close()?;
    file.into_inner()
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let form = Form::Parquet.name();
    let bytes = build(holdings).map_err(|e| ExchangeError::Build { form, cause: e.to_string() })?;
    out.write_all(&bytes).map_err(|cause| ExchangeError::Write { form, cause })
}
