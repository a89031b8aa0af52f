//! A password is kept as argon2id makes it, with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane.

use crate::edge::Problem;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;

/// Characters.
const SHORTEST: usize = 10;
/// Bytes.
const LONGEST: usize = 200;

const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// # Errors
/// 400 when it is too short or too long.
pub fn sound(said: &str) -> Result<(), Problem> {
    if said.len() > LONGEST || said.chars().count() < SHORTEST {
        return Err(Problem::bad_request(format!("a password has at least {SHORTEST} characters and at most {LONGEST} bytes")));
    }
    Ok(())
}

/// In the form in which it is kept. Takes some 20 ms and 19 MiB.
///
/// # Errors
/// 500 when there is no chance or no memory.
pub fn kept(said: &str) -> Result<String, Problem> {
    let made: PasswordHash = argon().and_then(|a| a.hash_password(&bytes(said)).map_err(|e| e.to_string())).map_err(Problem::internal)?;
    Ok(made.to_string())
}

/// Takes as long whatever was said.
pub fn is(said: &str, kept: &str) -> bool {
    argon().is_ok_and(|a| a.verify_password(&bytes(said), kept).is_ok())
}

/// The same letters are the same bytes whatever keyboard they came from; beyond what any password has, nothing is looked at.
fn bytes(said: &str) -> Vec<u8> {
    if said.len() > LONGEST { vec![0xff; LONGEST] } else { said.nfc().collect::<String>().into_bytes() }
}

fn argon() -> Result<Argon2<'static>, String> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|e| e.to_string())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
