/**
 * A Python program (its standard library only) that takes what an add-on is compiled against out of the TensorFlow wheel:
 * the headers of the C interface, and the two libraries. Arguments: the directory with the wheel, the directory to fill. It prints the names of
 * the two libraries, the C library first.
 */
export const wheelExtract = `
import glob, os, re, shutil, sys, zipfile
source, target = sys.argv[1:]
wheels = glob.glob(os.path.join(source, '*.whl'))
if len(wheels) != 1: sys.exit('Error: expected one wheel, found %d' % len(wheels))
headers = re.compile(r'tensorflow/include/((.*/)?(c|platform)/.*[.]h)$')
library = re.compile(r'tensorflow/(libtensorflow_(cc|framework)[.]so[.][0-9]+)$')
found = {}
with zipfile.ZipFile(wheels[0]) as wheel:
    for entry in wheel.infolist():
        name = entry.filename
        header, binary = headers.match(name), library.match(name)
        if header:
            place = os.path.join('include', header.group(1))
        elif binary:
            place = os.path.join('lib', binary.group(1))
            found[binary.group(2)] = binary.group(1)
        else:
            continue
        path = os.path.join(target, place)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with wheel.open(entry) as packed, open(path, 'wb') as unpacked:
            shutil.copyfileobj(packed, unpacked, 1 << 20)
if len(found) != 2: sys.exit('Error: the wheel does not hold the two TensorFlow libraries')
print(found['cc'])
print(found['framework'])
`
