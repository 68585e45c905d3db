import java.io.FileInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Holds PDF files to standards with veraPDF, all of them in one run.
 *
 * <p>Called with the standards, such as {@code ua1,3a}, and the files. Prints a line for each rule that a file breaks:
 * file, standard, and the rule in words, with tabs between them; and a line with {@code ok} for each file that keeps a
 * standard, so that nothing is left unsaid.
 */
final class Validate {
    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        for (String standard : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.fromString(standard);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("no such standard: " + standard);
            }
            List<String> files = List.of(arguments).subList(1, arguments.length);
            files.parallelStream().map(file -> told(Path.of(file), flavour)).forEachOrdered(System.out::print);
        }
    }

    /** What is printed for one file. */
    private static String told(Path file, PDFAFlavour flavour) {
        StringBuilder lines = new StringBuilder();
        for (String rule : verdict(file, flavour)) {
            lines.append(String.join("\t", file.getFileName().toString(), flavour.getId(), rule)).append('\n');
        }
        return lines.toString();
    }

    /** The rules that are broken, or "ok". */
    private static Set<String> verdict(Path file, PDFAFlavour flavour) {
        Set<String> broken = new TreeSet<>();
        try (FileInputStream bytes = new FileInputStream(file.toFile());
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String clause = assertion.getRuleId().getClause();
                    broken.add((clause + " " + assertion.getMessage()).replaceAll("\\s+", " "));
                }
            }
            if (broken.isEmpty()) {
                broken.add(result.isCompliant() ? "ok" : "does not keep the standard, for a reason that veraPDF does not name");
            }
        } catch (Exception error) {
            broken.add("cannot be looked at: " + error);
        }
        return broken;
    }
}
