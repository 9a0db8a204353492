# What bin/test resilience does to a running platform: cuts, kills, and what must hold afterwards. Sourced, not run.

ask() { # TOKEN BODY: one request to the graph
  curl -s --max-time 20 "$AULA_URL/graphql" -H "authorization: Bearer $1" -H 'content-type: application/json' -d "$2"
}

catalog() { curl -s --max-time 20 "$AULA_URL/graphql" -H 'content-type: application/json' -d '{"query":"{ courses(first: 3) { nodes { slug modules { lessons { title } } } } }"}'; }

within() { # SECONDS COMMAND…: until it succeeds
  local until=$((SECONDS + $1))
  until "${@:2}" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || { echo "not within $1 s: $2"; return 1; }
    sleep 1
  done
}

# Heads, bodies, framings, dripping and idle connections that no client would send; also right for bin/gateway alone.
strangers_are_shown_the_door() {
  node gateway/strangers/strangers.mjs --url "http://127.0.0.1:$AULA_PORT" --query '{ courses(first: 1) { nodes { slug } } }' \
    --paths /graphql,/.well-known/openid-configuration,/auth/login,/uploads/upl_1,/media/p/a/b/c/d,/session/refresh,/
}

catalog_answers() { catalog | grep -q '"slug"'; }

catalog_without_social() {
  bin/stop social && catalog_answers && ! catalog | grep -q '"errors"'
  local outcome=$?
  bin/start social && return $outcome
}

recovers_from_postgres() { bin/stop postgres && bin/start postgres && within 30 catalog_answers && within 30 bin/token learner@aula.test; }

# A new lesson of a demo course waits for the file's bytes; prints where they go and the video's id.
begin_upload() { # TOKEN FILE
  local module lesson upload
  module=$(ask "$1" '{"query":"{ viewer { user { teaching(first: 1) { nodes { modules { id } } } } } }"}' | grep -o 'mod_[A-Z0-9]*' | head -1)
  lesson=$(ask "$1" '{"query":"mutation ($i: CreateLessonInput!) { createLesson(input: $i) { lesson { id } } }","variables":{"i":{"moduleId":"'"$module"'","title":"Otra vez","kind":"VIDEO","idempotencyKey":"again-lesson-'$RANDOM$RANDOM'"}}}' | grep -o 'les_[A-Z0-9]*')
  upload=$(ask "$1" '{"query":"mutation ($i: CreateVideoUploadInput!) { createVideoUpload(input: $i) { upload { tusUrl video { id } } userErrors { message } } }","variables":{"i":{"lessonId":"'"$lesson"'","filename":"again.mp4","bytes":"'"$(stat -c %s "$2")"'","mimeType":"video/mp4","idempotencyKey":"again-video-'$RANDOM$RANDOM'"}}}')
  grep -q '"tusUrl":"http' <<<"$upload" || { echo "upload refused: $upload" >&2; return 1; }
  sed 's/.*"tusUrl":"\([^"]*\)".*"id":"\(vid_[A-Z0-9]*\)".*/\1 \2/' <<<"$upload"
}

send_bytes() { # TOKEN URL OFFSET, the bytes on standard input
  curl -fsS --max-time 60 -X PATCH "$2" -H "authorization: Bearer $1" -H 'tus-resumable: 1.0.0' \
    -H "upload-offset: $3" -H 'content-type: application/offset+octet-stream' --data-binary @- >/dev/null
}

offset_of() { # TOKEN URL
  curl -fsS --max-time 20 -I "$2" -H "authorization: Bearer $1" -H 'tus-resumable: 1.0.0' | tr -d '\r' | sed -n 's/^[Uu]pload-[Oo]ffset: //p'
}

upload_again() { # TOKEN FILE; prints the video's id once its bytes are all there
  local url video_id
  read -r url video_id < <(begin_upload "$1" "$2") && send_bytes "$1" "$url" 0 <"$2" && echo "$video_id"
}

video() { ask "$1" '{"query":"{ video(id: \"'"$2"'\") { status processing { attempt percent } } }"}'; }
is_under_way() { video "$1" "$2" | grep -Eq '"percent":[3-9][0-9]'; }
has_failed() { video "$1" "$2" | grep -q '"status":"FAILED"'; }
is_ready() { video "$1" "$2" | grep -q '"status":"READY"'; }
is_ready_again() { video "$1" "$2" | grep -Eq '"status":"READY".*"attempt":2'; }

job_survives_its_worker() {
  local token video_id
  token=$(bin/token instructor@aula.test) && video_id=$(upload_again "$token" "$AULA_HOME/demo-lesson.mp4") \
    && within 120 is_under_way "$token" "$video_id" && bin/kill transcoder && bin/start transcoder \
    && within 300 is_ready_again "$token" "$video_id"
}

# The connection breaks within a request at 60 %: what arrived counts, the rest follows, and the file is the source's.
cut_upload_resumes() {
  local token file=$AULA_HOME/demo-lesson.mp4 url video_id size offset sum
  token=$(bin/token instructor@aula.test) && read -r url video_id < <(begin_upload "$token" "$file") || return 1
  size=$(stat -c %s "$file")
  # At the pace of 60 % in three seconds, for three seconds.
  curl -s --max-time 3 --limit-rate $((size / 5)) -X PATCH "$url" -H "authorization: Bearer $token" -H 'tus-resumable: 1.0.0' \
    -H 'upload-offset: 0' -H 'content-type: application/offset+octet-stream' --data-binary "@$file" >/dev/null
  offset=$(offset_of "$token" "$url")
  echo "cut; the server has $offset of $size bytes"
  [ "$offset" -gt 0 ] && [ "$offset" -lt "$size" ] && tail -c +$((offset + 1)) "$file" | send_bytes "$token" "$url" "$offset" || return 1
  sum=$(sha256sum <"$file")
  # Read to its end: with -q, grep would go at the first match and the sums behind it would count as a failure.
  find "$AULA_HOME/data/objects/uploads" -type f -newer "$AULA_HOME/run/supervisor.pid" -size "${size}c" -exec sha256sum {} + | grep "${sum%% *}" >/dev/null || { echo "no stored file has the source's SHA-256"; return 1; }
  within 300 is_ready "$token" "$video_id"
}

# The platform came up without a model: what could not be heard is heard once one is there and somebody asks.
words_come_once_a_model_is_there() {
  local token cached=${AULA_MODELS:-}/ggml-base.bin
  [ -f "$cached" ] || { echo "skipped: there is no speech model on this machine"; return; }
  token=$(bin/token instructor@aula.test) && within 120 captions_are "$token" UNAVAILABLE || return 1
  bin/captions
  within 60 captions_are "$token" UNAVAILABLE || { echo "asked without a model, it does not say so again"; return 1; }
  ln -f "$cached" "$AULA_WHISPER_MODEL" 2>/dev/null || cp "$cached" "$AULA_WHISPER_MODEL" || return 1
  bin/captions && within 300 captions_are "$token" READY
}

captions_are() { # TOKEN STATE: of the demo's recorded lesson
  ask "$1" '{"query":"{ course(slug: \"postgresql-que-si-escala\") { modules { lessons { content { ... on VideoContent { video { captionsState } } } } } } }"}' \
    | grep -q '"captionsState":"'"$2"'"'
}

# Text that calls itself a film: FAILED with a reason for a teacher, and the next film is made.
garbage_is_refused_and_the_queue_goes_on() {
  local token text=$AULA_HOME/not-a-film.mp4 bad good
  seq 20000 >"$text"
  token=$(bin/token instructor@aula.test) && bad=$(upload_again "$token" "$text") && good=$(upload_again "$token" "$AULA_HOME/demo-lesson.mp4") \
    && within 180 has_failed "$token" "$bad" || return 1
  ask "$token" '{"query":"{ video(id: \"'"$bad"'\") { status processing { failure { code message } } } }"}'
  echo
  within 300 is_ready "$token" "$good"
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

# --- each service is stopped while somebody works: nobody is signed out, and what was tried with a key is done once

sign_in_as() { # JAR WHO PASSWORD: a browser's session
  local page
  page=$(curl -sL --max-time 20 -c "$1" -b "$1" "$AULA_URL/session/sign-in?return_to=%2F") || return 1
  curl -sL --max-time 20 -c "$1" -b "$1" -o /dev/null "$AULA_URL/auth/login" --data-urlencode "username=$2" --data-urlencode "password=$3" \
    --data-urlencode "_csrf=$(sed -n 's/.*name="_csrf" value="\([^"]*\)".*/\1/p' <<<"$page" | head -1)"
  is_signed_in "$1"
}

in_session() { # JAR BODY
  curl -s --max-time 20 -c "$1" -b "$1" "$AULA_URL/graphql" -H 'x-aula-csrf: 1' -H 'content-type: application/json' -d "$2"
}

is_signed_in() { in_session "$1" '{"query":"{ viewer { user { id } } }"}' | grep -q '"id":"usr_'; }

renewal() { # JAR: how asking for a fresh token is answered, its status and when to come again
  curl -s --max-time 20 -o /dev/null -D - -c "$1" -b "$1" -X POST "$AULA_URL/session/refresh" -H 'x-aula-csrf: 1' | tr -d '\r' \
    | awk 'NR == 1 { print $2 } tolower($1) == "retry-after:" { print "retry-after" }' | xargs
}

# What is tried in each service, with a key that stays the same.
act_in() { # SERVICE TOKEN KEY: prints what came of it
  case $1 in
    identity) ask "$2" '{"query":"mutation ($i: GrantAccessInput!) { act: grantAccess(input: $i) { entitlement { id } userErrors { code } } }","variables":{"i":{"idempotencyKey":"'"$3"'","userId":"usr_01DEMOLEARNER000000000001","courseId":"'"$DEMO_COURSE"'","reason":"under use"}}}' ;;
    courses) ask "$2" '{"query":"mutation ($i: CreateCourseInput!) { act: createCourse(input: $i) { course { id } userErrors { code } } }","variables":{"i":{"idempotencyKey":"'"$3"'","title":"Under use","originalLocale":"en"}}}' ;;
    social) ask "$2" '{"query":"mutation ($i: AddCommentInput!) { act: addComment(input: $i) { comment { id } userErrors { code } } }","variables":{"i":{"idempotencyKey":"'"$3"'","lessonId":"'"$DEMO_LESSON"'","bodyMarkdown":"under use"}}}' ;;
  esac
}

catalog_ids() { curl -s --max-time 20 "$AULA_URL/graphql" -H 'content-type: application/json' -d '{"query":"{ courses(first: 1) { nodes { id modules { lessons { id } } } } }"}'; }

made_by() { grep -o '"id":"[a-z]*_[A-Z0-9]*"' | head -1; }

is_done() { # SERVICE TOKEN KEY
  DONE=$(act_in "$@" | made_by)
  [ -n "$DONE" ]
}

restart_under_use() { # SERVICE TOKEN JAR
  local key=under-use-$RANDOM$RANDOM answer first
  bin/stop "$1" >/dev/null || return 1
  answer=$(act_in "$1" "$2" "$key")
  grep -q '"SUBGRAPH_UNAVAILABLE"' <<<"$answer" || { echo "without $1: $answer"; bin/start "$1"; return 1; }
  if [ "$1" = identity ]; then
    [ "$(renewal "$3")" = "503 retry-after" ] || { echo "a renewal without identity: $(renewal "$3")"; bin/start identity; return 1; }
    catalog_answers || { echo "the catalog needs identity"; bin/start identity; return 1; }
  fi
  bin/start "$1" >/dev/null && within 60 is_done "$1" "$2" "$key" || return 1
  is_done "$1" "$2" "$key" && first=$DONE && is_done "$1" "$2" "$key" && [ "$DONE" = "$first" ] || { echo "$1 did it twice: $first $DONE"; return 1; }
  within 30 is_signed_in "$3" || { echo "signed out by a restart of $1"; return 1; }
}

nobody_is_signed_out_by_restarts() {
  local jar admin password
  jar=$(mktemp) password=$(sed -n 's/^AULA_DEMO_PASSWORD=//p' "$AULA_HOME/secrets")
  DEMO_COURSE=$(catalog_ids | grep -o 'crs_[A-Z0-9]*' | head -1) DEMO_LESSON=$(catalog_ids | grep -o 'les_[A-Z0-9]*' | head -1)
  admin=$(bin/token admin@aula.test admin courses:write community:write) && sign_in_as "$jar" learner@aula.test "$password" || { echo "nobody could sign in"; return 1; }
  local service outcome=0
  for service in identity courses social; do restart_under_use "$service" "$admin" "$jar" || outcome=1; done
  within 30 renewed "$jar" || outcome=1
  rm -f "$jar"
  return $outcome
}

renewed() { [ "$(renewal "$1")" = 200 ]; }
