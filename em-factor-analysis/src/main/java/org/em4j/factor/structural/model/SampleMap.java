package org.em4j.factor.structural.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.distribution.Moments;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.linalg.Sum;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/** EM for a structural model on the moments of a sample; a law ties it to EM over the rows. */
public record SampleMap(StructuralModel model, Sample sample) implements EmProblem<double[]> {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    @Override
    public Iterate<double[]> apply(double[] theta) {
        try {
            return Iterate.of(model, theta, expectation(theta));
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(Degeneracy.of(
                            "the covariance of the columns is singular to working precision",
                            "leave out a column that others determine, or use fewer factors")
                    .conditionNumber(e.inflation()));
        }
    }

    @Override
    public Optional<Serializable> identity() {
        return Optional.of(model);
    }

    private Expectation<GroupMoments> expectation(double[] theta) {
        List<ImpliedMoments> implied = model.implied(theta);
        Expectation<GroupMoments> e = Expectation.about(model.zero(theta));
        for (GroupSample part : sample.parts()) {
            ImpliedMoments at = implied.get(part.group());
            double logLikelihood = Slopes.logLikelihood(part, at);
            e.logEvidence().add(logLikelihood);
            e.magnitude().add(Math.abs(logLikelihood));
            e.weight().add(part.moments().weight());
            complete(part, at, e.statistics().groups().get(part.group()), e.entropy());
        }
        return e;
    }

    /**
     * Moments of all variables, given those that are seen: of {@code v = E v + R(x - E x) + e}, cov e what the seen leave open.
     * They are kept as deviations throughout: a mean far from zero would cost them their digits.
     */
    private void complete(GroupSample part, ImpliedMoments at, Moments into, Sum entropy) {
        int[] whole = model.whole();
        int[] seen = part.seen();
        RealMatrix s = at.covariance().getSubMatrix(seen, seen);
        RealMatrix w = Slopes.inverse(Cholesky.of(at.covariance(seen), seen.length));
        RealMatrix regression = at.covariance().getSubMatrix(whole, seen).multiply(w);
        into.addScaled(
                1,
                part.moments()
                        .about(at.mean(seen))
                        .mapped(regression.transpose().getData(), at.mean(whole)));
        int[] open = IntStream.range(0, whole.length)
                .filter(i -> Arrays.binarySearch(seen, i) < 0)
                .toArray();
        if (open.length > 0) {
            RealMatrix rest = at.covariance()
                    .getSubMatrix(whole, whole)
                    .subtract(regression.multiply(s).multiply(regression.transpose()))
                    .getSubMatrix(open, open);
            double[] flat = Arrays.stream(rest.getData())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            double n = part.moments().weight();
            into.addCovariance(n, open, flat);
            double h = Cholesky.of(flat, open.length).logDeterminant();
            entropy.add(0.5 * n * (open.length * (1 + LOG_2PI) + h));
        }
    }
}
