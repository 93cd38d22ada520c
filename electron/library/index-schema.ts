// The tables of the index, as steps from one version to the next. A step that has shipped is never changed.

/** `migrations[n]` leads from version n to n + 1. */
export const migrations: readonly string[] = [
  `
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
  // What requests used, as `paidTokens` of rules/prices.ts reads it (M1); all three are null where a reply told none.
  `
  ALTER TABLE pictures ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE pictures ADD COLUMN text_tokens INTEGER;
  ALTER TABLE pictures ADD COLUMN image_tokens INTEGER;
  ALTER TABLE pictures ADD COLUMN output_tokens INTEGER;
  UPDATE pictures SET
    text_tokens = coalesce(json_extract(usage, '$.textTokens'),
      iif(json_extract(usage, '$.imageTokens') IS NULL, json_extract(usage, '$.inputTokens'), 0)),
    image_tokens = coalesce(json_extract(usage, '$.imageTokens'), 0),
    output_tokens = json_extract(usage, '$.outputTokens')
  WHERE usage IS NOT NULL;
  UPDATE pictures SET text_tokens = NULL, image_tokens = NULL, output_tokens = NULL
  WHERE text_tokens IS NULL OR output_tokens IS NULL;
  -- Sums over a time are read from it alone.
  CREATE INDEX pictures_spent ON pictures (
    engine, created_at, kind, trashed, rejected, text_tokens, image_tokens, output_tokens
  ) WHERE engine IS NOT NULL;
  `,
];
