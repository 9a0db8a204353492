package io.aula.identity.account.signup;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.ProfileRules;
import io.aula.identity.account.signin.PreparedPassword;
import io.aula.platform.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** What a stranger typed, in the forms in which it would be kept. */
public record SignUpForm(String displayName, EmailAddress email, String password) {

    public static SignUpForm of(String displayName, String email, String password) {
        return new SignUpForm(PlainText.name(displayName), EmailAddress.of(email), password);
    }

    /** Names of the fields that cannot be accepted, in the order of the form. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!ProfileRules.isDisplayName(displayName)) {
            faults.add("displayName");
        }
        if (!email.isPlausible()) {
            faults.add("email");
        }
        PreparedPassword.fault(password)
                .map(fault -> fault == PreparedPassword.Fault.KNOWN ? "passwordKnown" : "password")
                .ifPresent(faults::add);
        return faults;
    }

    @Override
    public String toString() {
        return "the sign-up of " + email;
    }
}
