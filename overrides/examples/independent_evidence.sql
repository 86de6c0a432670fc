-- Which themes have independent evidence, and in how many states? In library.sqlite.
SELECT theme, COUNT(DISTINCT country) FROM figures
WHERE evidence = 'independent' AND country <> 'gcc'
GROUP BY theme ORDER BY theme;
