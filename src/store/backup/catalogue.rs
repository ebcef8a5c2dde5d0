//! All backups of a project, with all that they name.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::store::known::Hash;

use super::manifest::{self, Entry, Manifest, Name};
use super::objects::Objects;

/// All backups of a project, with all that they name.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    /// Those that can be used, oldest first, each with its pages.
    pub backups: Vec<(Name, Manifest, Vec<Hash>)>,
    /// The numbers of those that cannot. What they named is not known, so that nothing may be swept.
    pub damaged: Vec<Name>,
    pages: HashMap<Hash, Page>,
}

#[derive(Debug)]
struct Page {
    size: u64,
    entries: Vec<Entry>,
}

impl Catalogue {
    pub fn read(folder: &Path, objects: &Objects) -> Self {
        let mut catalogue = Self::default();
        for name in Name::all(folder) {
            match manifest::read(folder, name)
                .ok()
                .and_then(|manifest| Some((manifest.page_hashes()?, manifest)))
            {
                Some((hashes, manifest)) if catalogue.learn(&hashes, objects) => {
                    catalogue.backups.push((name, manifest, hashes));
                }
                _ => {
                    tracing::warn!(number = name.number, "a backup is damaged");
                    catalogue.damaged.push(name);
                }
            }
        }
        catalogue
    }

    /// Reads pages; says whether all could be.
    fn learn(&mut self, hashes: &[Hash], objects: &Objects) -> bool {
        hashes.iter().all(|hash| {
            if self.pages.contains_key(hash) {
                return true;
            }
            let bytes = objects.read(hash).unwrap_or_default();
            let Some(entries) = manifest::entries(&bytes).filter(|it| !it.is_empty()) else {
                return false;
            };
            let size = bytes.len() as u64;
            self.pages.insert(*hash, Page { size, entries });
            true
        })
    }

    /// The files of a backup, given by its pages.
    pub fn entries<'a>(&'a self, pages: &'a [Hash]) -> impl Iterator<Item = &'a Entry> {
        let known = pages.iter().filter_map(|hash| self.pages.get(hash));
        known.flat_map(|page| &page.entries)
    }

    /// The highest number of a backup, whether it can be used or not.
    pub fn last_number(&self) -> u64 {
        let numbers = self.backups.iter().map(|(name, ..)| name.number);
        let damaged = self.damaged.iter().map(|name| name.number);
        numbers.chain(damaged).max().unwrap_or(0)
    }

    /// Everything that these backups name, with its size.
    pub fn named(&self) -> BTreeMap<Hash, u64> {
        let hashes: HashSet<Hash> = self
            .backups
            .iter()
            .flat_map(|(_, _, pages)| pages.iter().copied())
            .collect();
        let pages = self.pages.iter();
        let wanted = pages.filter(|(hash, _)| hashes.contains(*hash));
        by_insertion(wanted.flat_map(|(hash, page)| {
            let files = page.entries.iter().map(|entry| (entry.sha256, entry.size));
            files.chain([(*hash, page.size)])
        }))
    }

    /// How many bytes the backups hold together.
    pub fn size(&self) -> u64 {
        self.named().values().sum()
    }
}

/// A map of many entries, made one by one: a hash map, or the vector from which [`collect`](Iterator::collect) makes a tree, would
/// be of a size from which the allocator of glibc learns, once it is given back, to keep as much of everything.
pub(super) fn by_insertion<K: Ord, V>(entries: impl Iterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}
