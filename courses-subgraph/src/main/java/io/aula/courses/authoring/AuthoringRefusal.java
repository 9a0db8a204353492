package io.aula.courses.authoring;

/** Why something was not done to a course; {@link AuthoringRefusals} says it to the person. */
sealed interface AuthoringRefusal {
    /** It is not there, or not for the person: which of the two is not told. */
    record NotFound(String id) implements AuthoringRefusal {}

    /** It is there, and this is not the person's to do. */
    record Forbidden(String missingPermission) implements AuthoringRefusal {}

    /** Somebody else changed it since. */
    record Stale(int currentRevision) implements AuthoringRefusal {}

    record KeyReused() implements AuthoringRefusal {}

    record KeyInvalid() implements AuthoringRefusal {}

    record TextTooLong(int longest, String field) implements AuthoringRefusal {}

    record TooManyLanguages(String field) implements AuthoringRefusal {}

    /** A lesson cannot be shown yet. */
    record VideoNotReady(String lessonId, String title) implements AuthoringRefusal {}

    /** As above. */
    record ArticleEmpty(String lessonId, String title) implements AuthoringRefusal {}

    /** What is always said in the same words. */
    enum Rule implements AuthoringRefusal {
        TITLE_INVALID(
                "El título tiene entre 1 y 200 caracteres que se ven.",
                "A title has 1 to 200 characters that can be seen.",
                "title"),
        SUBTITLE_TOO_LONG(
                "El subtítulo tiene como mucho 300 caracteres.", "A subtitle has at most 300 characters.", "subtitle"),
        TAGS_INVALID(
                "Un curso lleva como mucho 20 etiquetas de hasta 40 caracteres.",
                "A course has at most 20 tags of up to 40 characters.",
                "tags"),
        SLUG_INVALID(
                "La dirección lleva letras minúsculas, cifras y guiones.",
                "An address has lower-case letters, digits and hyphens.",
                "slug"),
        SLUG_TAKEN("Esa dirección ya está en uso.", "That address is taken.", "slug"),
        IS_FREE_MISSING(
                "Di si el curso es gratuito: sí o no.", "Say whether the course is free: true or false.", "isFree"),
        THRESHOLD_RANGE(
                "El umbral está entre 0,5 y 1.",
                "The threshold is between 0.5 and 1.",
                "settings",
                "completionThreshold"),
        CAPTION_LOCALES_INVALID(
                "Un curso lleva subtítulos en 5 idiomas como mucho.",
                "A course has captions in at most 5 languages.",
                "settings",
                "captionLocales"),
        GLOSSARY_INVALID(
                "El glosario lleva como mucho 100 palabras de hasta 80 caracteres.",
                "A glossary has at most 100 words of up to 80 characters.",
                "settings",
                "glossary"),
        OWNER_MISSING(
                "Quien creó el curso sigue enseñándolo.",
                "Whoever made the course goes on teaching it.",
                "instructorIds"),
        INSTRUCTORS_INVALID(
                "Un curso lo enseñan como mucho 50 personas, cada una con su identificador.",
                "At most 50 people teach a course, each named by their id.",
                "instructorIds"),
        COURSE_FULL(
                "Un curso tiene como mucho 200 módulos y 1000 lecciones.",
                "A course has at most 200 modules and 1,000 lessons.",
                "title"),
        OTHER_COURSE("Ese módulo es de otro curso.", "That module is of another course.", "toModuleId"),
        NO_MODULE(
                "El curso no tiene ningún módulo: recupera o crea uno primero.",
                "The course has no module: restore or make one first.",
                "id"),
        NO_LESSONS("El curso todavía no tiene ninguna lección.", "The course has no lesson yet.", "id");

        private final String spanish;
        private final String english;
        private final String[] path;

        Rule(String spanish, String english, String... path) {
            this.spanish = spanish;
            this.english = english;
            this.path = path;
        }

        String spanish() {
            return spanish;
        }

        String english() {
            return english;
        }

        String[] path() {
            return path.clone();
        }
    }
}
