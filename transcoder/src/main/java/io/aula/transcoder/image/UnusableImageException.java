package io.aula.transcoder.image;

/** The file is at fault. */
final class UnusableImageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ImageFinding finding;

    UnusableImageException(ImageFinding finding) {
        super(finding.english());
        this.finding = finding;
    }

    ImageFinding finding() {
        return finding;
    }
}
