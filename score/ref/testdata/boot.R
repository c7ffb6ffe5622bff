# The intervals of the bootstrap by R's package boot, from the resamples of this
# package: Rscript boot.R, which TestBootInR gives them on its standard input.
# The first two lines are the scores of the controls and of the patients, each
# line after them who is drawn: 20 controls, then 20 controls and 20 patients.
library(boot)
numbers <- function(l) scan(text = l, quiet = TRUE)
con <- file("stdin"); input <- readLines(con); close(con)
controls <- numbers(input[1]); patients <- numbers(input[2])
drawn <- t(sapply(input[-(1:2)], numbers, USE.NAMES = FALSE))
R <- nrow(drawn)

# boot calls ran.gen once a resample, in their order
replay <- function(statistic, who) {
	i <- 0
	boot(list(controls, patients), statistic, R, sim = "parametric", ran.gen = function(...) { i <<- i + 1; who(drawn[i, ]) })
}
alone <- function(d) list(controls[d[1:20] + 1])
both <- function(d) list(controls[d[21:40] + 1], patients[d[41:60] + 1])

fold <- function(x) 2 * median(x[[1]])
robust <- function(x) median(x[[1]]) + 2 * mad(x[[1]])
youden <- function(x) {
	at <- sort(unique(unlist(x)))
	at <- c(-Inf, (head(at, -1) + tail(at, -1)) / 2, Inf)
	sum <- sapply(at, function(a) mean(x[[2]] > a) + mean(x[[1]] < a))
	at[which(sum > max(sum) - 1e-12)[1]]
}
# mean + 2 SD, and its variance from the influence of each value
meansd <- function(x) {
	x <- x[[1]]; n <- length(x); d <- x - mean(x)
	c(mean(x) + 2 * sd(x), sum((d + (d^2 - var(x)) / sd(x))^2) / (n * (n - 1)))
}

# The 2.5th percentile of 2,000 is the 50th here, R's quantile(type = 4); boot
# takes the place (R + 1) * 0.025, between the 50th and the next. "at" is boot.ci
# at the level that puts its ends on the 50th and the 1,950th, "95" the usual one.
low <- 1 - 2 * 50 / (R + 1); high <- 2 * 1950 / (R + 1) - 1
say <- function(...) cat(..., sep = "\t", fill = 1e4)
number <- function(x) sprintf("%.17g", x)
rows <- function(name, b, type, part, ends) {
	say(name, "at", number(boot.ci(b, ends[1], type)[[part]][4]), number(boot.ci(b, ends[2], type)[[part]][5]))
	say(name, "95", number(boot.ci(b, 0.95, type)[[part]][4:5]))
}
say("rule", "level", "lower", "upper")
rows("fold", replay(fold, alone), "perc", "percent", c(low, high))
rows("youden", replay(youden, both), "perc", "percent", c(low, high))
# a studentised interval takes them from the other side: the 1,951st and the 51st
rows("mean-sd", replay(meansd, alone), "stud", "student", c(2 * 1951 / (R + 1) - 1, 1 - 2 * 51 / (R + 1)))
# BCa without acceleration: influences that are symmetrical. The bias is counted
# as here, resamples at the value by half and none of it infinite.
b <- replay(robust, alone)
z <- qnorm(((sum(b$t < b$t0) + sum(b$t <= b$t0)) / 2 + 0.5) / (R + 1))
say("median-mad", "at", number(quantile(b$t, pnorm(2 * z + qnorm(c(0.025, 0.975))), type = 4)))
say("median-mad", "95", number(boot.ci(b, 0.95, "bca", L = c(-1, 1))$bca[4:5]))
