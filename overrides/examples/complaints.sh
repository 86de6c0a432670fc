# All cases on complaints and suggestions, with their titles
curl -s SITE/api/v1/cases.json |
  jq -r '.cases[] | select(.themes | index("feedback")) | [.id, .title.en] | @tsv'

# One case, whole: its record, its texts in both languages, its sources
curl -s SITE/api/v1/cases/oman/tajawob.json | jq .record.owner
