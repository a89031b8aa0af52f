//! Values as PostgreSQL's types: BIGINT, DOUBLE PRECISION, TEXT and BYTEA are all that the tables use.

use crate::sql::{Cell, Row, Value};
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type};
use std::error::Error;

impl ToSql for Value<'_> {
    fn to_sql(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(i) => i.to_sql(type_, out),
            Value::Real(r) => r.to_sql(type_, out),
            Value::Text(t) => t.to_sql(type_, out),
            Value::Bytes(b) => b.to_sql(type_, out),
        }
    }

    fn accepts(type_: &Type) -> bool {
        [Type::INT8, Type::FLOAT8, Type::TEXT, Type::BYTEA].contains(type_)
    }

    postgres::types::to_sql_checked!();
}

pub fn cells(row: &postgres::Row) -> Result<Row, postgres::Error> {
    let columns = row.columns().iter().enumerate();
    columns
        .map(|(i, column)| {
            Ok(match *column.type_() {
                Type::INT8 => row.try_get::<_, Option<i64>>(i)?.map_or(Cell::Null, Cell::Int),
                Type::FLOAT8 => row.try_get::<_, Option<f64>>(i)?.map_or(Cell::Null, Cell::Real),
                Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i)?.map_or(Cell::Null, Cell::Bytes),
                _ => row.try_get::<_, Option<String>>(i)?.map_or(Cell::Null, Cell::Text),
            })
        })
        .collect()
}
