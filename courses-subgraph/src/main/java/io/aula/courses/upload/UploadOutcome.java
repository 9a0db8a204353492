package io.aula.courses.upload;

/** What came of beginning or ending an upload. */
sealed interface UploadOutcome {
    record Stands(Upload upload) implements UploadOutcome {}

    record Refused(UploadRefusal why) implements UploadOutcome {}
}
