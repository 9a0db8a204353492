package io.aula.courses.authoring;

import io.aula.courses.refusal.Refusal;
import io.aula.courses.refusal.RefusedException;
import java.util.List;

/** What is always refused in the same words. */
enum AuthoringRule {
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
    THRESHOLD_RANGE(
            "El umbral está entre 0,5 y 1.", "The threshold is between 0.5 and 1.", "settings", "completionThreshold"),
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
    COVER_UNKNOWN(
            "Esa portada no se ha subido. Súbela otra vez.",
            "That cover was not uploaded. Upload it again.",
            "coverUploadId"),
    OWNER_MISSING(
            "Quien creó el curso sigue enseñándolo.", "Whoever made the course goes on teaching it.", "instructorIds"),
    INSTRUCTORS_INVALID(
            "Un curso lo enseñan como mucho 50 personas, cada una con su identificador.",
            "At most 50 people teach a course, each named by their id.",
            "instructorIds"),
    INSTRUCTOR_UNKNOWN(
            "Un curso lo enseñan personas con cuenta de docente. Pide a quien falta que la abra en «Enseñar».",
            "Those who teach a course have an account that may teach. Ask whoever is missing to open it under “Teach”.",
            "instructorIds"),
    OWNER_STAYS(
            "Quien creó el curso sigue enseñándolo; puede archivarlo.",
            "Whoever made the course goes on teaching it; they can archive it.",
            "courseId"),
    NO_VIDEO_LESSON(
            "Esta lección es un artículo y no lleva vídeo. Crea una lección de vídeo.",
            "This lesson is an article and takes no video. Make a lesson of video.",
            "videoId"),
    NO_ARTICLE_LESSON(
            "Esta lección es un vídeo y no lleva texto. Crea una lección de artículo.",
            "This lesson is a video and takes no text. Make a lesson of an article.",
            "articleHtml"),
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
    private final List<String> path;

    AuthoringRule(String spanish, String english, String... path) {
        this.spanish = spanish;
        this.english = english;
        this.path = List.of(path);
    }

    Refusal refusal() {
        return new Refusal.AgainstRule(name(), spanish, english, path);
    }

    RefusedException refused() {
        return new RefusedException(refusal());
    }
}
