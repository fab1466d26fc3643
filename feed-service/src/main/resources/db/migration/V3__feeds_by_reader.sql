-- Which feeds of an activity are shown depends on who looks, so documents have none: they were the member before content, foreign_id, data and visibility, and
-- nothing else in a document can look like it there, because quotes in texts are escaped. What is still to be told is told without any.
UPDATE activity SET document = regexp_replace(document, '^(.*?),"feeds":\["[^]]*"\](,"(?:content|foreign_id|data|visibility)":)', '\1\2')
WHERE document IS NOT NULL;
UPDATE change SET document = regexp_replace(regexp_replace(document, '^\{"time":"[^"]*",', '{'),
    '^(.*?),"feeds":\["[^]]*"\](,"(?:content|foreign_id|data|visibility)":)', '\1\2')
WHERE document IS NOT NULL AND operation <> 'REMOVED';
