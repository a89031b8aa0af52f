//! Filters are read from a query, the same for lists, maps, times and exports.

use crate::catalogue::Filter;
use crate::edge::problem::quoted;
use crate::edge::{Params, Problem};
use accalmie_record::{Outcome, Standing, Type, WeaponClass};

/// # Errors
/// 400 that says what there is.
pub fn filter(params: &mut Params) -> Result<Filter, Problem> {
    let mut filter = Filter { bbox: params.bbox("bbox")?, text: params.text("text")?, actor: params.text("actor")?, ..Filter::default() };
    let (from, to) = (params.date("from")?, params.date("to")?);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Problem::bad_request("from is after to"));
    }
    (filter.from, filter.to) = (from, to);
    for said in params.all("type") {
        match said.parse::<Type>() {
            Ok(type_) => filter.types.push(type_),
            Err(_) if Type::ALL.iter().any(|t| t.family() == said) => filter.families.push(said),
            Err(_) => {
                return Err(Problem::bad_request(format!("{} is no type or family; GET /api/v1/openapi.json lists them", quoted(&said))));
            }
        }
    }
    for said in params.all("standing") {
        let standing = Standing::ALL.iter().find(|s| s.name() == said);
        filter.standings.push(*standing.ok_or_else(|| not_one(&said, Standing::ALL.iter().map(|s| s.name())))?);
    }
    let least = params.whole("min", 1, 10_000_000)?;
    if let Some(said) = params.text("harm")? {
        let outcome = Outcome::ALL.iter().find(|o| o.name() == said);
        let outcome = outcome.ok_or_else(|| not_one(&said, Outcome::ALL.iter().map(|o| o.name())))?;
        filter.harm = Some((*outcome, least.unwrap_or(1)));
    } else if least.is_some() {
        return Err(Problem::bad_request("min is the least of a harm: say which, as harm=killed"));
    }
    if let Some(said) = params.text("weapon")? {
        let weapon = WeaponClass::ALL.iter().find(|w| w.name() == said);
        filter.weapon = Some(*weapon.ok_or_else(|| not_one(&said, WeaponClass::ALL.iter().map(|w| w.name())))?);
    }
    Ok(filter)
}

fn not_one<'a>(said: &str, there_is: impl Iterator<Item = &'a str>) -> Problem {
    Problem::bad_request(format!("{} is not one of {}", quoted(said), there_is.collect::<Vec<_>>().join(", ")))
}
