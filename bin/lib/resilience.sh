# What bin/test resilience does to a running platform: cuts, kills, and what must hold afterwards. Sourced, not run.

ask() { # TOKEN BODY: one request to the graph
  curl -s --max-time 20 "$AULA_URL/graphql" -H "authorization: Bearer $1" -H 'content-type: application/json' -d "$2"
}

catalog() { curl -s --max-time 20 "$AULA_URL/graphql" -H 'content-type: application/json' -d '{"query":"{ courses(first: 3) { nodes { slug modules { lessons { title } } } } }"}'; }

within() { # SECONDS COMMAND…: until it succeeds
  local until=$((SECONDS + $1))
  until "${@:2}" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || { echo "not within $1 s: ${*:2}"; return 1; }
    sleep 1
  done
}

catalog_answers() { catalog | grep -q '"slug"'; }

catalog_without_social() {
  bin/stop social && catalog_answers && ! catalog | grep -q '"errors"'
  local outcome=$?
  bin/start social && return $outcome
}

recovers_from_postgres() { bin/stop postgres && bin/start postgres && within 30 catalog_answers && within 30 bin/token learner@aula.test; }

# A second lesson of the demo's first course gets the recorded video; prints the video's id once its bytes are all there.
upload_again() { # TOKEN FILE
  local module lesson upload
  module=$(ask "$1" '{"query":"{ viewer { user { teaching(first: 1) { nodes { modules { id } } } } } }"}' | grep -o 'mod_[A-Z0-9]*' | head -1)
  lesson=$(ask "$1" '{"query":"mutation ($i: CreateLessonInput!) { createLesson(input: $i) { lesson { id } } }","variables":{"i":{"moduleId":"'"$module"'","title":"Otra vez","kind":"VIDEO","idempotencyKey":"again-lesson-'$RANDOM$RANDOM'"}}}' | grep -o 'les_[A-Z0-9]*')
  upload=$(ask "$1" '{"query":"mutation ($i: CreateVideoUploadInput!) { createVideoUpload(input: $i) { upload { tusUrl video { id } } userErrors { message } } }","variables":{"i":{"lessonId":"'"$lesson"'","filename":"again.mp4","bytes":"'"$(stat -c %s "$2")"'","mimeType":"video/mp4","idempotencyKey":"again-video-'$RANDOM$RANDOM'"}}}')
  curl -fs -X PATCH "$(sed 's/.*"tusUrl":"\([^"]*\)".*/\1/' <<<"$upload")" -H "authorization: Bearer $1" -H 'tus-resumable: 1.0.0' \
    -H 'upload-offset: 0' -H 'content-type: application/offset+octet-stream' --data-binary "@$2" >/dev/null || { echo "upload refused: $upload" >&2; return 1; }
  grep -o 'vid_[A-Z0-9]*' <<<"$upload"
}

video() { ask "$1" '{"query":"{ video(id: \"'"$2"'\") { status processing { attempt percent } } }"}'; }
is_under_way() { video "$1" "$2" | grep -Eq '"percent":[3-9][0-9]'; }
is_ready_again() { video "$1" "$2" | grep -Eq '"status":"READY".*"attempt":2'; }

job_survives_its_worker() {
  local token video_id
  token=$(bin/token instructor@aula.test) && video_id=$(upload_again "$token" "$AULA_HOME/demo-lesson.mp4") \
    && within 120 is_under_way "$token" "$video_id" && bin/kill transcoder && bin/start transcoder \
    && within 300 is_ready_again "$token" "$video_id"
}

# 500 changes of a profile, each told to the other services, while the broker dies and comes back.
no_event_is_lost() {
  local token number said
  token=$(bin/token learner@aula.test) || return 1
  for number in $(seq 500); do
    [ "$number" -eq 150 ] && bin/kill rabbitmq
    [ "$number" -eq 350 ] && bin/start rabbitmq
    said=$(ask "$token" '{"query":"mutation { updateProfile(input: { headline: \"'"$number"'\" }) { user { id } userErrors { message } } }"}')
    grep -q '"id":"usr_' <<<"$said" || { echo "change $number: $said"; return 1; }
  done
  within 120 bin/reconcile
}
