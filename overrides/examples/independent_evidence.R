# Which themes have independent evidence, and in how many states? From figures.csv alone.
figures <- read.csv("SITE/api/v1/figures.csv", fileEncoding = "UTF-8-BOM")
strong <- subset(figures, evidence == "independent" & country != "gcc")
aggregate(country ~ theme, strong, function(states) length(unique(states)))
