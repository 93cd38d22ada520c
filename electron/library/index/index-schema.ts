// The tables of the index, as steps from one version to the next. A step that has shipped is never changed.

export type Migration = {
  readonly sql: string;
  /** True when the step leaves the old records in `former_records` and every row is to be written anew from them. */
  readonly refills: boolean;
};

/** `migrations[n]` leads from version n to n + 1. */
export const migrations: readonly Migration[] = [
  {
    refills: false,
    sql: `
  CREATE TABLE pictures (
    -- Ascends with created_at, so that words come in the order of time without asking this table.
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    asset TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    pixels INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    engine TEXT,
    job TEXT UNIQUE,
    click TEXT,
    prompt INTEGER REFERENCES prompts (row),
    reference_count INTEGER,
    usage TEXT,
    duration_ms INTEGER,
    rating INTEGER NOT NULL,
    favourite INTEGER NOT NULL,
    thumbhash TEXT,
    problem TEXT,
    trashed INTEGER NOT NULL
  ) STRICT;

  -- Each sort order has an index that also carries what is filtered by, so that a page of any depth reads no table rows.
  CREATE INDEX pictures_newest ON pictures (trashed, created_at, id, kind, favourite, rating);
  CREATE INDEX pictures_rated ON pictures (trashed, rating, created_at, id, kind, favourite);
  CREATE INDEX pictures_largest ON pictures (trashed, pixels, created_at, id, kind, favourite, rating);
  CREATE INDEX pictures_weight ON pictures (trashed, bytes);
  CREATE INDEX pictures_asset ON pictures (asset, trashed);
  CREATE INDEX pictures_past ON pictures (engine, created_at) WHERE job IS NOT NULL;

  -- The whole record, as in records/: a record that is deleted behind the app can be written again.
  CREATE TABLE records (row INTEGER PRIMARY KEY REFERENCES pictures (row), json TEXT NOT NULL) STRICT;

  CREATE TABLE prompts (
    row INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    uses INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX prompts_recent ON prompts (last_used_at);

  CREATE TABLE parents (
    child INTEGER NOT NULL REFERENCES pictures (row),
    place INTEGER NOT NULL,
    asset TEXT NOT NULL,
    picture TEXT,
    PRIMARY KEY (child, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parents_picture ON parents (picture) WHERE picture IS NOT NULL;
  CREATE INDEX parents_asset ON parents (asset) WHERE picture IS NULL;

  -- Words of prompt and file name; the texts themselves are in records. The trash has words of its own, so that
  -- a count of what is found needs no other table.
  CREATE VIRTUAL TABLE words USING fts5 (
    prompt, file, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
  );
  CREATE VIRTUAL TABLE trashed_words USING fts5 (
    prompt, file, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
  );

  -- What is being done to files right now; finished when the library is opened after a crash.
  CREATE TABLE pending (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, change TEXT NOT NULL) STRICT;

  CREATE TABLE closing (clean INTEGER NOT NULL) STRICT;
  INSERT INTO closing VALUES (0);
  `,
  },
  {
    refills: true,
    sql: `
  CREATE TABLE former_records AS SELECT json FROM records;
  DROP TABLE parents;
  DROP TABLE records;
  DROP TABLE pictures;
  DROP TABLE prompts;
  DROP TABLE words;
  DROP TABLE trashed_words;

  CREATE TABLE prompts (
    row INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    uses INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX prompts_recent ON prompts (last_used_at);

  -- What cards and single questions need. Searches ask facets and words, and come here for the few that are shown.
  CREATE TABLE pictures (
    -- created_at and ten bits of the id: ascends with time, and is the same after a rebuild.
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    asset TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    pixels INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    engine TEXT,
    job TEXT UNIQUE,
    click TEXT,
    prompt INTEGER REFERENCES prompts (row),
    reference_count INTEGER,
    usage TEXT,
    text_tokens INTEGER,
    image_tokens INTEGER,
    output_tokens INTEGER,
    duration_ms INTEGER,
    rating INTEGER NOT NULL,
    favourite INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    tags TEXT NOT NULL,
    collections TEXT NOT NULL,
    perceptual_hash TEXT,
    thumbhash TEXT,
    problem TEXT,
    trashed INTEGER NOT NULL,
    -- Of the words that are indexed, so that a mark does not index a long prompt again.
    words_hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX pictures_weight ON pictures (trashed, bytes);
  CREATE INDEX pictures_asset ON pictures (asset, trashed);
  CREATE INDEX pictures_past ON pictures (engine, created_at) WHERE job IS NOT NULL;
  CREATE INDEX pictures_spent ON pictures (
    engine, created_at, kind, trashed, rejected, text_tokens, image_tokens, output_tokens
  ) WHERE engine IS NOT NULL;
  CREATE INDEX pictures_prompt ON pictures (prompt) WHERE prompt IS NOT NULL;
  CREATE INDEX pictures_unhashed ON pictures (row) WHERE perceptual_hash IS NULL AND problem IS NULL;

  CREATE TABLE records (row INTEGER PRIMARY KEY REFERENCES pictures (row), json TEXT NOT NULL) STRICT;

  CREATE TABLE models (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

  -- Everything that is filtered and sorted by, in rows so narrow that 100,000 of them are read in a few milliseconds.
  CREATE TABLE facets (
    row INTEGER PRIMARY KEY REFERENCES pictures (row),
    -- 1: neither in the trash nor a take of the canvas.
    visible INTEGER NOT NULL,
    trashed INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    media INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    favourite INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    pixels INTEGER NOT NULL,
    -- width / height in thousandths, 1 to 65535.
    ratio INTEGER NOT NULL,
    tag_count INTEGER NOT NULL,
    model INTEGER REFERENCES models (number),
    total_tokens INTEGER,
    -- As they are charged (M1); all null where the cost cannot be known.
    text_tokens INTEGER,
    image_tokens INTEGER,
    output_tokens INTEGER,
    -- 52 bits of the click; null for a picture of no click.
    stack INTEGER
  ) STRICT;
  CREATE INDEX facets_visible ON facets (visible);
  CREATE INDEX facets_rated ON facets (rating, row, visible, ratio, stack, kind, trashed, favourite, rejected);
  CREATE INDEX facets_largest ON facets (pixels, row, visible, ratio, stack, kind, trashed, favourite, rejected, rating);

  -- What requests used that gave a picture; sums over a time are read from the index alone.
  CREATE TABLE spent (
    row INTEGER PRIMARY KEY REFERENCES pictures (row),
    engine TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    -- 1: neither in the trash nor rejected.
    kept INTEGER NOT NULL,
    -- As they are charged (M1); all null where the reply told none.
    text_tokens INTEGER,
    image_tokens INTEGER,
    output_tokens INTEGER
  ) STRICT;
  CREATE INDEX spent_time ON spent (engine, at, kind, kept, text_tokens, image_tokens, output_tokens);

  CREATE TABLE tags (
    folded TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES pictures (row),
    tag TEXT NOT NULL,
    trashed INTEGER NOT NULL,
    PRIMARY KEY (folded, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tags_row ON tags (row);

  -- As in collections.json.
  CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    parent TEXT,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE members (
    collection TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES pictures (row),
    trashed INTEGER NOT NULL,
    PRIMARY KEY (collection, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_row ON members (row);

  CREATE TABLE parents (
    child INTEGER NOT NULL REFERENCES pictures (row),
    place INTEGER NOT NULL,
    asset TEXT NOT NULL,
    picture TEXT,
    PRIMARY KEY (child, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parents_picture ON parents (picture) WHERE picture IS NOT NULL;
  CREATE INDEX parents_asset ON parents (asset) WHERE picture IS NULL;

  -- Words of the pictures that a search finds unasked, and those of trash and takes: so the first need no other table.
  CREATE VIRTUAL TABLE words USING fts5 (
    prompt, file, tags, collections, recipe,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
  );
  CREATE VIRTUAL TABLE aside_words USING fts5 (
    prompt, file, tags, collections, recipe,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
  );
  `,
  },
  {
    refills: false,
    sql: `
  -- Pictures whose file said how it was made (\`is:recipe\`).
  CREATE INDEX records_recipe ON records (row) WHERE json_type(json, '$.recipe') = 'object';
  `,
  },
];
