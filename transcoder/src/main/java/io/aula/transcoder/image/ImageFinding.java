package io.aula.transcoder.image;

/** Why a file becomes no picture, in the words of whoever sent it. */
public enum ImageFinding {
    EMPTY_FILE("El archivo está vacío. Elige otro.", "The file is empty. Choose another one."),
    NOT_A_PICTURE(
            "Esto no es una imagen que podamos usar. Sube un JPEG, PNG, WebP, AVIF, GIF o HEIC.",
            "This is not a picture we can use. Upload a JPEG, PNG, WebP, AVIF, GIF or HEIC."),
    DRAWING(
            "Los dibujos SVG no se pueden usar aquí. Expórtalo como PNG.",
            "SVG drawings cannot be used here. Export it as a PNG."),
    TOO_LARGE(
            "La imagen tiene más de 100 millones de píxeles. Redúcela y vuelve a subirla.",
            "The picture has more than 100 million pixels. Make it smaller and upload it again."),
    TOO_SMALL(
            "La imagen es demasiado pequeña: necesita al menos 16 píxeles de lado.",
            "The picture is too small: it needs at least 16 pixels on each side."),
    DAMAGED(
            "La imagen está dañada o incompleta. Expórtala otra vez y vuelve a subirla.",
            "The picture is damaged or incomplete. Export it again and upload it once more."),
    HEIC(
            "No sabemos leer esta foto HEIC. Expórtala como JPEG.",
            "We cannot read this HEIC photo. Export it as a JPEG.");

    private final String spanish;
    private final String english;

    ImageFinding(String spanish, String english) {
        this.spanish = spanish;
        this.english = english;
    }

    public String spanish() {
        return spanish;
    }

    public String english() {
        return english;
    }
}
