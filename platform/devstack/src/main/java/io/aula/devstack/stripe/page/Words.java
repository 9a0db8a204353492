package io.aula.devstack.stripe.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** What the pages say, in Spanish and in English. */
enum Words {
    ES(
            Locale.of("es", "ES"),
            Map.ofEntries(
                    Map.entry("double", "Doble de Stripe para pruebas: aquí no se mueve dinero."),
                    Map.entry("pay", "Pagar"),
                    Map.entry("pay_title", "Pagar"),
                    Map.entry("subscribe", "Suscribirse"),
                    Map.entry("trial", "Empezar la prueba"),
                    Map.entry("trial_days", "Días de prueba"),
                    Map.entry("email", "Correo electrónico"),
                    Map.entry("card_number", "Número de tarjeta"),
                    Map.entry("card_expiry", "Caducidad (MM/AA)"),
                    Map.entry("card_cvc", "CVC"),
                    Map.entry("cardholder_name", "Nombre en la tarjeta"),
                    Map.entry("promotion_code", "Código promocional"),
                    Map.entry("apply", "Aplicar"),
                    Map.entry("remove", "Quitar el descuento"),
                    Map.entry("discount", "Descuento"),
                    Map.entry("total", "Total de hoy"),
                    Map.entry("back", "Volver a la tienda"),
                    Map.entry("test_cards", "Tarjetas de prueba"),
                    Map.entry("card_ok", "Se cobra."),
                    Map.entry("card_asks", "El banco pregunta (3-D Secure)."),
                    Map.entry("card_later", "Se guarda, pero cada cobro falla."),
                    Map.entry("generic_decline", "Se ha rechazado la tarjeta. No se ha cobrado nada; prueba con otra."),
                    Map.entry(
                            "insufficient_funds",
                            "La tarjeta no tiene fondos suficientes. No se ha cobrado nada; prueba con otra."),
                    Map.entry("expired_card", "La tarjeta ha caducado. Prueba con otra."),
                    Map.entry("incorrect_cvc", "El código de seguridad de la tarjeta no es correcto."),
                    Map.entry(
                            "incorrect_number",
                            "Este número no es de una tarjeta de prueba; el doble no acepta otras."),
                    Map.entry("invalid_expiry", "Escribe la caducidad como MM/AA."),
                    Map.entry("invalid_expiry_year_past", "La fecha de caducidad ya ha pasado."),
                    Map.entry("incomplete_cvc", "El CVC tiene tres o cuatro cifras."),
                    Map.entry("email_invalid", "Escribe una dirección de correo."),
                    Map.entry("code_invalid", "Este código no es válido aquí."),
                    Map.entry("authentication_required", "El banco pide confirmar el pago. Prueba otra vez."),
                    Map.entry(
                            "payment_intent_authentication_failure",
                            "El banco no ha podido confirmar el pago. No se ha cobrado nada."),
                    Map.entry("3ds_title", "Tu banco pregunta"),
                    Map.entry("3ds", "¿Confirmas este pago?"),
                    Map.entry("3ds_complete", "Confirmar"),
                    Map.entry("3ds_fail", "No confirmar"),
                    Map.entry("closed_title", "Esta página de pago ya no está abierta"),
                    Map.entry("closed", "Ha caducado o se ha cancelado. Vuelve a la tienda y empieza de nuevo."),
                    Map.entry("portal", "Tu suscripción y tus facturas"),
                    Map.entry("portal_closed", "Esta página ya no está abierta"),
                    Map.entry("portal_again", "Ábrela de nuevo desde la tienda."),
                    Map.entry("none", "No hay ninguna suscripción."),
                    Map.entry("renews", "Se renueva el"),
                    Map.entry("ends", "Termina el"),
                    Map.entry("trial_until", "Prueba hasta el"),
                    Map.entry("owing", "El último cobro ha fallado. Cambia la tarjeta para pagar lo pendiente."),
                    Map.entry("cancel", "Cancelar la suscripción"),
                    Map.entry("resume", "No cancelar"),
                    Map.entry("card", "Tarjeta"),
                    Map.entry("change_card", "Cambiar la tarjeta"),
                    Map.entry("invoices", "Facturas"),
                    Map.entry("invoice", "Factura"),
                    Map.entry("receipt", "Recibo"),
                    Map.entry("date", "Fecha"),
                    Map.entry("status", "Estado"),
                    Map.entry("amount", "Importe"),
                    Map.entry("refunded", "Devuelto"),
                    Map.entry("paid", "pagada"),
                    Map.entry("open", "pendiente"),
                    Map.entry("void", "anulada"),
                    Map.entry("uncollectible", "incobrable"),
                    Map.entry("succeeded", "cobrado"),
                    Map.entry("failed", "no cobrado"),
                    Map.entry("pending", "en camino"),
                    Map.entry("day", "día"),
                    Map.entry("week", "semana"),
                    Map.entry("month", "mes"),
                    Map.entry("year", "año"),
                    Map.entry("debit_title", "Adeudo domiciliado (SEPA)"),
                    Map.entry("debit_days", "Preguntamos a tu banco; tarda unos días."),
                    Map.entry("debit", "Pagar por adeudo"),
                    Map.entry("iban", "IBAN"),
                    Map.entry("account_name", "Titular de la cuenta"),
                    Map.entry("test_accounts", "Cuentas de prueba"),
                    Map.entry("account_ok", "El dinero llega a los cinco días."),
                    Map.entry("account_fails", "A los cinco días el banco dice que no."),
                    Map.entry("account_poor", "A los cinco días la cuenta no tiene fondos."),
                    Map.entry("account_disputed", "El dinero llega, y el banco lo reclama enseguida."),
                    Map.entry("invalid_iban", "Este número no es de una cuenta de prueba; el doble no acepta otras."),
                    Map.entry("missing", "Aquí no hay nada"))),
    EN(
            Locale.UK,
            Map.ofEntries(
                    Map.entry("double", "A double of Stripe for tests: no money moves here."),
                    Map.entry("pay", "Pay"),
                    Map.entry("pay_title", "Pay"),
                    Map.entry("subscribe", "Subscribe"),
                    Map.entry("trial", "Start trial"),
                    Map.entry("trial_days", "Days of trial"),
                    Map.entry("email", "Email"),
                    Map.entry("card_number", "Card number"),
                    Map.entry("card_expiry", "Expiry (MM/YY)"),
                    Map.entry("card_cvc", "CVC"),
                    Map.entry("cardholder_name", "Name on card"),
                    Map.entry("promotion_code", "Promotion code"),
                    Map.entry("apply", "Apply"),
                    Map.entry("remove", "Remove discount"),
                    Map.entry("discount", "Discount"),
                    Map.entry("total", "Total due today"),
                    Map.entry("back", "Back to the shop"),
                    Map.entry("test_cards", "Test cards"),
                    Map.entry("card_ok", "Is charged."),
                    Map.entry("card_asks", "The bank asks (3-D Secure)."),
                    Map.entry("card_later", "Is kept, but each charge fails."),
                    Map.entry("generic_decline", "Your card was declined. Nothing was charged; try another one."),
                    Map.entry(
                            "insufficient_funds",
                            "Your card has insufficient funds. Nothing was charged; try another one."),
                    Map.entry("expired_card", "Your card has expired. Try another one."),
                    Map.entry("incorrect_cvc", "Your card's security code is incorrect."),
                    Map.entry("incorrect_number", "This is not the number of a test card; the double takes no other."),
                    Map.entry("invalid_expiry", "Write the expiry date as MM/YY."),
                    Map.entry("invalid_expiry_year_past", "The expiry date is in the past."),
                    Map.entry("incomplete_cvc", "The CVC has three or four digits."),
                    Map.entry("email_invalid", "Write an email address."),
                    Map.entry("code_invalid", "This code is not valid here."),
                    Map.entry("authentication_required", "The bank wants you to confirm the payment. Try again."),
                    Map.entry(
                            "payment_intent_authentication_failure",
                            "The bank could not confirm the payment. Nothing was charged."),
                    Map.entry("3ds_title", "Your bank asks"),
                    Map.entry("3ds", "Do you confirm this payment?"),
                    Map.entry("3ds_complete", "Confirm"),
                    Map.entry("3ds_fail", "Do not confirm"),
                    Map.entry("closed_title", "This payment page is no longer open"),
                    Map.entry("closed", "It has expired or was cancelled. Go back to the shop and start again."),
                    Map.entry("portal", "Your subscription and invoices"),
                    Map.entry("portal_closed", "This page is no longer open"),
                    Map.entry("portal_again", "Open it again from the shop."),
                    Map.entry("none", "There is no subscription."),
                    Map.entry("renews", "Renews on"),
                    Map.entry("ends", "Ends on"),
                    Map.entry("trial_until", "Trial until"),
                    Map.entry("owing", "The last charge failed. Change the card to pay what is open."),
                    Map.entry("cancel", "Cancel subscription"),
                    Map.entry("resume", "Don't cancel"),
                    Map.entry("card", "Card"),
                    Map.entry("change_card", "Change card"),
                    Map.entry("invoices", "Invoices"),
                    Map.entry("invoice", "Invoice"),
                    Map.entry("receipt", "Receipt"),
                    Map.entry("date", "Date"),
                    Map.entry("status", "Status"),
                    Map.entry("amount", "Amount"),
                    Map.entry("refunded", "Refunded"),
                    Map.entry("paid", "paid"),
                    Map.entry("open", "open"),
                    Map.entry("void", "void"),
                    Map.entry("uncollectible", "uncollectible"),
                    Map.entry("succeeded", "charged"),
                    Map.entry("failed", "not charged"),
                    Map.entry("pending", "on its way"),
                    Map.entry("day", "day"),
                    Map.entry("week", "week"),
                    Map.entry("month", "month"),
                    Map.entry("year", "year"),
                    Map.entry("debit_title", "Direct debit (SEPA)"),
                    Map.entry("debit_days", "We ask your bank; it takes some days."),
                    Map.entry("debit", "Pay by debit"),
                    Map.entry("iban", "IBAN"),
                    Map.entry("account_name", "Account holder"),
                    Map.entry("test_accounts", "Test accounts"),
                    Map.entry("account_ok", "The money arrives after five days."),
                    Map.entry("account_fails", "After five days the bank says no."),
                    Map.entry("account_poor", "After five days the account has no funds."),
                    Map.entry("account_disputed", "The money arrives, and the bank asks for it back at once."),
                    Map.entry("invalid_iban", "This is not the number of a test account; the double takes no other."),
                    Map.entry("missing", "There is nothing here")));

    private final Locale locale;
    private final Map<String, String> texts;

    Words(Locale locale, Map<String, String> texts) {
        this.locale = locale;
        this.texts = texts;
    }

    /** By the session's locale; {@code auto} and none by what the browser would like. */
    static Words of(String locale, String acceptLanguage) {
        String wanted = locale.isEmpty() || locale.equals("auto") ? acceptLanguage : locale;
        return wanted.startsWith("es") ? ES : EN;
    }

    String language() {
        return locale.getLanguage();
    }

    /** A code of Stripe's that has no sentence here reads as a decline. */
    String of(String name) {
        String text = texts.get(name);
        return text == null ? texts.getOrDefault("generic_decline", name) : text;
    }

    String money(long amount, String currency) {
        Currency known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(known);
        format.setMinimumFractionDigits(known.getDefaultFractionDigits());
        format.setMaximumFractionDigits(known.getDefaultFractionDigits());
        return format.format(amount / Math.pow(10, known.getDefaultFractionDigits()));
    }

    String date(long seconds) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC));
    }
}
