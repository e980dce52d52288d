//! Reading the framework of ambitions and the codebook.

use domain::frameworks::{
    Ambition, Ambitions, BuildingBlock, Codebook, Direction, Foundation, SubTheme, Theme,
};

use super::file::{Fields, Unique};
use super::files::Head;

pub(super) fn ambitions(fields: &Fields<'_>, head: &Head) -> Ambitions {
    // One pool of ids: practice examples and modules refer to any of them alike.
    let mut ids = Unique::new(fields.file());
    Ambitions {
        id: head.id.clone(),
        version: head.version.clone(),
        title: fields.text("title"),
        valid: head.valid,
        overarching: fields.text("overarching"),
        ambitions: each(fields, "ambitions", |ambition| {
            let id = ids.take(ambition.id("id"));
            Ambition {
                title: ambition.text("title"),
                building_blocks: each(ambition, "building_blocks", |block| BuildingBlock {
                    id: ids.take(block.id_under("id", &id)),
                    title: block.text("title"),
                }),
                id,
            }
        }),
        foundations: each(fields, "foundations", |foundation| Foundation {
            id: ids.take(foundation.id("id")),
            title: foundation.text("title"),
        }),
    }
}

pub(super) fn codebook(fields: &Fields<'_>, head: &Head) -> Codebook {
    let mut ids = Unique::new(fields.file());
    let mut directions = Unique::new(fields.file());
    Codebook {
        id: head.id.clone(),
        version: head.version.clone(),
        title: fields.text("title"),
        valid: head.valid,
        themes: each(fields, "themes", |theme| {
            let id = ids.take(theme.id("id"));
            Theme {
                title: theme.text("title"),
                about: theme.text("about"),
                sub_themes: each(theme, "sub_themes", |sub_theme| SubTheme {
                    id: ids.take(sub_theme.id_under("id", &id)),
                    title: sub_theme.text("title"),
                    about: sub_theme.text("about"),
                }),
                id,
            }
        }),
        directions: each(fields, "directions", |direction| Direction {
            id: directions.take(direction.id("id")),
            label: direction.text("label"),
        }),
    }
}

/// Reads every table under `key` to its end.
pub(super) fn each<T>(
    fields: &Fields<'_>,
    key: &'static str,
    mut read: impl FnMut(&Fields<'_>) -> T,
) -> Vec<T> {
    let read_one = |part: Fields<'_>| {
        let item = read(&part);
        part.done();
        item
    };
    fields.tables(key).into_iter().map(read_one).collect()
}
