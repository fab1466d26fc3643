-- length: how many characters and other elements the version shows. Null for versions from before it was counted.
ALTER TABLE document_version ADD COLUMN length bigint;
